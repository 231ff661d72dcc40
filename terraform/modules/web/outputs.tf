output "web_url" {
  description = "Base of the links in messages: where the pages are."
  value       = local.web_url
}

output "bucket" {
  description = "Name of the bucket with the pages' files."
  value       = aws_s3_bucket.site.id
}

output "policy" {
  description = "The bucket's policy as JSON, for tests."
  value       = local.bucket_policy
}
