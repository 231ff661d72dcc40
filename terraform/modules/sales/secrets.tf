# Empty boxes: an operator puts the values (docs/operations.md), so that they are in no state.
resource "aws_secretsmanager_secret" "this" {
  for_each = {
    discovery = "{apiKey} of Ticketmaster Discovery"
    bitly     = "{token} of Bitly"
  }

  name                    = "${var.name_prefix}/${each.key}"
  description             = each.value
  kms_key_id              = var.storage.kms_key_arn
  recovery_window_in_days = var.platform.secret_recovery_days
}
