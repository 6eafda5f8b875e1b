module github.com/fairway-idp/fairway/dev-world/demo-server

go 1.26.0
