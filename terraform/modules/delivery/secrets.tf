locals {
  secrets = { for short, secret in aws_secretsmanager_secret.this : short => secret.arn }
}

# Empty boxes: scripts/aws/ensure-secrets.ts makes the two keys after the first apply, an operator puts the rest
# (docs/operations.md). So no value is in any state.
resource "aws_secretsmanager_secret" "this" {
  for_each = {
    contact-hash = "Key of the HMAC by which contact points are suppressed. Never change it: suppression would forget"
    link-keys    = "Keys that sign the links in messages: {current, keys}. Add a key to rotate"
    sms-service  = "{accountSid, authToken} of the SMS service"
  }

  name                    = "${var.name_prefix}/${each.key}"
  description             = each.value
  kms_key_id              = var.storage.kms_key_arn
  recovery_window_in_days = var.platform.secret_recovery_days
}
