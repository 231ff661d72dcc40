locals {
  bucket_arn = "arn:${var.scope.partition}:s3:::${local.bucket_name}"

  over_tls = {
    Sid       = "OnlyOverTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }

  # This distribution alone may read, by its origin access control.
  to_cloudfront = [for distribution in aws_cloudfront_distribution.this : {
    Sid       = "CloudFront"
    Effect    = "Allow"
    Principal = { Service = "cloudfront.amazonaws.com" }
    Action    = "s3:GetObject"
    Resource  = "${local.bucket_arn}/*"
    Condition = { StringEquals = { "aws:SourceArn" = distribution.arn } }
  }]

  bucket_policy = jsonencode({ Version = "2012-10-17", Statement = concat([local.over_tls], local.to_cloudfront) })
}
