variable "name" {
  description = "Name of the component: of its database and role, too"
  type        = string
}

variable "environment" {
  description = "Environment whose database this is; also the name of its workspace"
  type        = string

  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "An environment is dev, staging or production."
  }
}

variable "namespace" {
  description = "Namespace that gets the Secret"
  type        = string
}

variable "secret_name" {
  description = "Secret that the component refers to"
  type        = string
}

variable "secret_key" {
  description = "Key of the Secret under which the URL is"
  type        = string
}

variable "server" {
  description = "The PostgreSQL server, as pods reach it"
  type = object({
    host = string
    port = optional(number, 5432)
  })
}
