module example.com/payments/payments-api

go 1.26
