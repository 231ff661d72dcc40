# Tables, bucket and key keep what they hold: encrypted, recoverable, private.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
}

run "on_aws" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = alltrue([for table in values(aws_dynamodb_table.this) : table.point_in_time_recovery[0].enabled && table.server_side_encryption[0].enabled && table.server_side_encryption[0].kms_key_arn == aws_kms_key.data.arn])
    error_message = "A table lacks point-in-time recovery or our key."
  }

  assert {
    condition     = alltrue([for table in values(aws_dynamodb_table.this) : table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled])
    error_message = "A table is not on demand, or can be deleted by accident."
  }

  assert {
    condition     = alltrue([for short in ["candidates", "decisions", "scores"] : one(aws_dynamodb_table.this[short].ttl).attribute_name == "expiresAt"])
    error_message = "A table whose items end has no TTL."
  }

  assert {
    condition     = toset([for index in aws_dynamodb_table.this["candidates"].global_secondary_index : index.name]) == toset(["byChannelScore", "bySubjectDay"])
    error_message = "The serving indexes are missing."
  }

  assert {
    condition     = aws_kms_key.data.enable_key_rotation
    error_message = "The key does not rotate."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.data.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "The data bucket is not encrypted with our key."
  }

  assert {
    condition     = aws_s3_bucket_versioning.data.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_public_access_block.data.restrict_public_buckets && aws_s3_bucket_public_access_block.data.block_public_policy
    error_message = "The data bucket is not versioned, or could become public."
  }

  assert {
    condition     = anytrue([for statement in jsondecode(aws_s3_bucket_policy.data.policy).Statement : statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false"])
    error_message = "The data bucket answers without TLS."
  }

  assert {
    condition     = alltrue([for prefix in ["runs/", "campaigns/", "decisions/", "exports/", "athena-results/"] : anytrue([for rule in aws_s3_bucket_lifecycle_configuration.data[0].rule : try(rule.filter[0].prefix, "") == prefix && try(rule.expiration[0].days, 0) > 0])])
    error_message = "Some objects of the data bucket are kept for ever."
  }
}

run "on_the_local_cloud" {
  command = plan

  variables {
    lifecycle_rules = false
    protect_data    = false
  }

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.data) == 0 && aws_s3_bucket.data.force_destroy
    error_message = "The local cloud could not be thrown away."
  }
}
