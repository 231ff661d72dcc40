locals {
  # Made here once, and in no state (write-only): raise the version to make new ones. Others an operator puts.
  secrets = {
    contact-hash = "Key of the HMAC by which contact points are suppressed. Never change it: suppression would forget"
    link-keys    = "Keys that sign the links in messages: {current, keys}. Add a key to rotate"
    sms-service  = "{accountSid, authToken} of the SMS service"
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.name_prefix}/${each.key}"
  description             = each.value
  kms_key_id              = var.storage.kms_key_arn
  recovery_window_in_days = var.platform.reserve_concurrency ? 7 : 0 # the local cloud makes them anew under the same names
}

ephemeral "aws_secretsmanager_random_password" "contact_hash" {
  password_length     = 64
  exclude_punctuation = true
}

ephemeral "aws_secretsmanager_random_password" "link_key" {
  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "contact_hash" {
  secret_id                = aws_secretsmanager_secret.this["contact-hash"].id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.contact_hash.random_password
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "link_keys" {
  secret_id                = aws_secretsmanager_secret.this["link-keys"].id
  secret_string_wo         = jsonencode({ current = "k1", keys = { k1 = base64encode(ephemeral.aws_secretsmanager_random_password.link_key.random_password) } })
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_version" "given" {
  for_each = { for short, value in var.secret_values : short => value if contains(keys(local.secrets), short) }

  secret_id     = aws_secretsmanager_secret.this[each.key].id
  secret_string = each.value
}
