locals {
  glue_arn = "arn:${var.scope.partition}:glue:${var.scope.region}:${var.scope.account_id}"

  # Athena reads catalog, warehouse and results with the permissions of whoever starts the query.
  results_statement = {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
    resources = ["${var.storage.bucket.arn}/athena-results/*"]
  }
  locate_statement = { actions = ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], resources = [var.storage.bucket.arn] }

  own_catalog_statement = {
    actions = ["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"]
    resources = concat(
      # Athena looks at database `default` whichever one is asked (Athena User Guide, "Access to databases and tables in the Data Catalog").
      ["${local.glue_arn}:catalog", "${local.glue_arn}:database/default", "${local.glue_arn}:database/${aws_glue_catalog_database.this.name}"],
      [for table in [aws_glue_catalog_table.decisions, aws_glue_catalog_table.candidates_export] : "${local.glue_arn}:table/${aws_glue_catalog_database.this.name}/${table.name}"],
    )
  }

  warehouse_statements = length(var.warehouse.databases) == 0 ? [] : [
    {
      # Registered partitions are read by expression, by name and one by one.
      actions = ["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions", "glue:GetPartition", "glue:BatchGetPartition"]
      resources = concat(
        ["${local.glue_arn}:catalog", "${local.glue_arn}:database/default"],
        flatten([for database in var.warehouse.databases : ["${local.glue_arn}:database/${database}", "${local.glue_arn}:table/${database}/*"]]),
      )
    },
    {
      actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
      resources = [for bucket in var.warehouse.buckets : "arn:${var.scope.partition}:s3:::${bucket}"]
    },
    {
      actions   = ["s3:GetObject"]
      resources = [for bucket in var.warehouse.buckets : "arn:${var.scope.partition}:s3:::${bucket}/*"]
    },
  ]

  extract_statement = {
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
    resources = ["${var.storage.bucket.arn}/runs/*"]
  }
  copy_statements = [
    { actions = ["s3:GetObject"], resources = ["${var.storage.bucket.arn}/decisions/*", "${var.storage.bucket.arn}/exports/*"] },
    {
      actions   = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
      resources = ["${var.storage.bucket.arn}/exports/*"]
    },
  ]

  athena_reads_warehouse  = concat(local.warehouse_statements, [local.results_statement, local.locate_statement, local.extract_statement])
  athena_copies_decisions = concat(local.copy_statements, [local.own_catalog_statement, local.results_statement, local.locate_statement])
  athena_counts_copy      = concat(slice(local.copy_statements, 0, 1), [local.own_catalog_statement, local.results_statement, local.locate_statement])
}

resource "aws_athena_workgroup" "this" {
  name          = "${var.name_prefix}-candidates"
  description   = "Queries of programs and the Parquet copy"
  force_destroy = true # query history only; results lie in the bucket

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.query_cutoff_gib * 1024 * 1024 * 1024

    result_configuration {
      output_location = "s3://${var.storage.bucket.name}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = var.storage.kms_key_arn
      }
    }
  }
}
