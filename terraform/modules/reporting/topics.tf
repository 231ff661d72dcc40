# For the product team: new issue patterns, one digest a day at most, and error types that no catalogue lists (modules/observability). Nothing personal goes there.
resource "aws_sns_topic" "product_alerts" {
  name              = "${var.name_prefix}-product-alerts"
  kms_master_key_id = var.storage.kms_key_arn
}

resource "aws_sns_topic_subscription" "product_team" {
  count = var.product_team_email == null ? 0 : 1

  topic_arn = aws_sns_topic.product_alerts.arn
  protocol  = "email"
  endpoint  = var.product_team_email
}
