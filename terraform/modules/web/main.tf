# The customer pages: static files in a private bucket, and CloudFront in front of them and of the pages API.
locals {
  bucket_name = "${var.name_prefix}-web-${var.scope.account_id}-${var.scope.region}"
  web_url     = var.local_url != null ? var.local_url : var.domain != null ? "https://${var.domain.name}" : "https://${aws_cloudfront_distribution.this[0].domain_name}"
}

resource "aws_s3_bucket" "site" {
  bucket        = local.bucket_name
  force_destroy = true # everything in it is made by the build
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "site" {
  bucket = aws_s3_bucket.site.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id

  versioning_configuration {
    status = "Enabled"
  }
}

# S3's own key: what is public anyway needs no key of ours, whose policy would have to let CloudFront in.
resource "aws_s3_bucket_server_side_encryption_configuration" "site" {
  bucket = aws_s3_bucket.site.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = local.bucket_policy

  depends_on = [aws_s3_bucket_public_access_block.site]
}

resource "aws_s3_bucket_lifecycle_configuration" "site" {
  count = var.lifecycle_rules ? 1 : 0

  bucket = aws_s3_bucket.site.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.site]
}

resource "aws_s3_object" "file" {
  for_each = var.site_files

  bucket        = aws_s3_bucket.site.id
  key           = each.key
  source        = "${var.directories.site}/${each.key}"
  source_hash   = each.value.hash
  content_type  = each.value.contentType
  cache_control = each.value.cacheControl

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.site, aws_s3_bucket_versioning.site]
}

# Photos go from the page straight to the data bucket, by forms that the API has signed.
resource "aws_s3_bucket_cors_configuration" "photos" {
  bucket = var.photos.bucket

  cors_rule {
    allowed_methods = ["POST"]
    allowed_origins = [local.web_url]
    allowed_headers = ["*"] # of a form: S3 checks its fields against the signed policy
    max_age_seconds = 3600
  }
}
