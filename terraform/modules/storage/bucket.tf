resource "aws_s3_bucket" "data" {
  bucket        = local.bucket_name
  force_destroy = !var.protect_data
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id

  rule {
    bucket_key_enabled = true # one call to KMS per bucket key, not one per object

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = local.bucket_policy

  depends_on = [aws_s3_bucket_public_access_block.data]
}

resource "aws_s3_bucket_lifecycle_configuration" "data" {
  count = var.lifecycle_rules ? 1 : 0

  bucket = aws_s3_bucket.data.id

  dynamic "rule" {
    for_each = {
      "runs/"                    = var.retention_days.runs
      "campaigns/"               = var.retention_days.campaigns
      "decisions/"               = var.retention_days.decisions
      "exports/"                 = var.retention_days.exports
      "athena-results/"          = var.retention_days.query_texts
      "outcomes/"                = var.retention_days.decisions
      "escalations/"             = var.retention_days.rejects # lists of cases, failure records
      "rejects/"                 = var.retention_days.rejects
      "reviews/photos/incoming/" = var.retention_days.incoming # uploaded and never submitted
    }

    content {
      id     = "expire-${replace(trimsuffix(rule.key, "/"), "/", "-")}"
      status = "Enabled"

      filter {
        prefix = rule.key
      }

      expiration {
        days = rule.value
      }
    }
  }

  rule {
    id     = "old-versions-and-broken-uploads"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.retention_days.noncurrent
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.data]
}
