# Compiled by the build (scripts/templates); notifications pin what they used beside it.
locals {
  template_files = fileset(var.directories.templates, "*.json")
}

resource "aws_s3_object" "templates" {
  for_each = local.template_files

  bucket       = var.storage.bucket.name
  key          = "templates/current/${each.value}"
  content_type = "application/json"
  source       = "${var.directories.templates}/${each.value}"
  source_hash  = filemd5("${var.directories.templates}/${each.value}")
}
