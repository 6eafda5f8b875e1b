module github.com/fairway-idp/fairway/dev-world/helper

go 1.26.0
