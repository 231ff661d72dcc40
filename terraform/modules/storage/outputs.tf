output "tables" {
  description = "Tables by short name: full name and ARN."
  value       = { for short, table in aws_dynamodb_table.this : short => { name = table.name, arn = table.arn, stream_arn = table.stream_arn } }
}

output "bucket" {
  description = "The data bucket: name and ARN. Everything in it relies on its encryption, hence on that being set first."
  value       = { name = aws_s3_bucket.data.id, arn = aws_s3_bucket.data.arn }
  depends_on  = [aws_s3_bucket_server_side_encryption_configuration.data, aws_s3_bucket_versioning.data]
}

output "kms_key_arn" {
  description = "The key of tables, bucket, logs, queues and topics."
  value       = aws_kms_key.data.arn
}

output "policies" {
  description = "Key and bucket policy as JSON, for tests."
  value       = { key = local.key_policy, bucket = local.bucket_policy }
}
