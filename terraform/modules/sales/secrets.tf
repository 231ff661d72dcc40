locals {
  secrets = {
    discovery = "{apiKey} of Ticketmaster Discovery"
    bitly     = "{token} of Bitly"
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.name_prefix}/${each.key}"
  description             = each.value
  kms_key_id              = var.storage.kms_key_arn
  recovery_window_in_days = var.platform.reserve_concurrency ? 7 : 0 # the local cloud makes them anew under the same names
}

resource "aws_secretsmanager_secret_version" "given" {
  for_each = { for short, value in var.secret_values : short => value if contains(keys(local.secrets), short) }

  secret_id     = aws_secretsmanager_secret.this[each.key].id
  secret_string = each.value
}
