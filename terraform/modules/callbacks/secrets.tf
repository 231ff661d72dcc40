# An empty box: an operator puts the value (docs/support-system.md), so that it is in no state.
resource "aws_secretsmanager_secret" "support" {
  name                    = "${var.name_prefix}/support"
  description             = "{email, token, webhookSecret} of the support system"
  kms_key_id              = var.storage.kms_key_arn
  recovery_window_in_days = var.platform.secret_recovery_days
}
