# What became of what was decided, by the day it happened. Joined with `decisions` for training.
resource "aws_glue_catalog_table" "outcomes" {
  name          = "outcomes"
  description   = "One row per outcome: a case that closed, a customer who left, a message that went out or was answered."
  database_name = var.athena.database
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                  = "TRUE"
    "classification"            = "json"
    "projection.enabled"        = "true"
    "projection.program.type"   = "injected"
    "projection.day.type"       = "date"
    "projection.day.format"     = "yyyy-MM-dd"
    "projection.day.range"      = "2026-01-01,NOW"
    "storage.location.template" = "s3://${var.storage.bucket.name}/outcomes/program=$${program}/day=$${day}/"
  }

  dynamic "partition_keys" {
    for_each = ["program", "day"]

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "s3://${var.storage.bucket.name}/outcomes/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["customer_id", "string"], ["subject", "string"], ["occasion", "string"], ["outcome", "string"],
        ["method", "string"], ["at", "string"], ["seconds", "double"], ["score", "double"],
      ]

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}
