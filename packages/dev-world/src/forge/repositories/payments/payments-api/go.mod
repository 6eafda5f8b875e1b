module example.com/payments/payments-api

go 1.26

require github.com/lib/pq v1.12.1
