output "secret" {
  description = "Where the component finds the URL"
  value       = "${var.namespace}/${kubernetes_secret_v1.this.metadata[0].name}"
}
