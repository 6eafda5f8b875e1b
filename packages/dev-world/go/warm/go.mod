module github.com/fairway-idp/fairway/dev-world/warm

go 1.26.0
