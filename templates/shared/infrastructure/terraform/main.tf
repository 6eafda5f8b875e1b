# A database and a role of its own for each environment, on a server that is
# there. Each environment has a state of its own: its workspace. The providers
# `postgresql` and `kubernetes` are configured by who runs this.

locals {
  # With the environment: one server may serve them all.
  identifier = replace("${var.name}-${var.environment}", "-", "_")
}

resource "random_password" "this" {
  length  = 32
  special = false
}

resource "postgresql_role" "this" {
  name     = local.identifier
  login    = true
  password = random_password.this.result

  lifecycle {
    precondition {
      condition     = terraform.workspace == var.environment
      error_message = "This is the state of ${terraform.workspace}: terraform workspace select -or-create ${var.environment}"
    }
  }
}

resource "postgresql_database" "this" {
  name  = local.identifier
  owner = postgresql_role.this.name

  lifecycle {
    prevent_destroy = true
  }
}

resource "kubernetes_secret_v1" "this" {
  metadata {
    name      = var.secret_name
    namespace = var.namespace
    labels = {
      "backstage.io/kubernetes-id" = var.name
    }
  }

  data = {
    (var.secret_key) = "postgres://${postgresql_role.this.name}:${random_password.this.result}@${var.server.host}:${var.server.port}/${postgresql_database.this.name}"
  }
}
