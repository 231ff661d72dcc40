locals {
  # Projection: Athena works the partitions out instead of looking them up; nobody has to register a day.
  projection = {
    "projection.enabled"        = "true"
    "projection.program.type"   = "injected" # queries name the program; a new or removed program needs no change here
    "projection.day.type"       = "date"
    "projection.day.format"     = "yyyy-MM-dd"
    "projection.day.range"      = "2026-01-01,NOW"
    "projection.attempt.type"   = "integer"
    "projection.attempt.range"  = "0,999" # 000: reactive decisions, copied by export-decisions
    "projection.attempt.digits" = "3"
  }
  without_attempt = { for name, value in local.projection : name => value if !startswith(name, "projection.attempt") }

  verdict_type   = "struct<filterid:string,type:string,passed:boolean,reason:string,facts:map<string,string>>"
  candidate_type = "struct<customerid:string,programid:string,subject:string,occasion:string,marketplace:string,eventtime:string,event:struct<source:string,loadedat:string>,attributes:map<string,string>>"
  score_type     = "struct<value:double,band:string,scoredby:string,modelversion:string,fallback:boolean,cached:boolean,features:map<string,double>,defaulted:array<string>>"
}

resource "aws_glue_catalog_database" "this" {
  name        = "${replace(var.name_prefix, "-", "_")}_candidates"
  description = "Herald's own tables: decision records and the daily copy of the candidates"
}

resource "aws_glue_catalog_table" "decisions" {
  name          = "decisions"
  description   = "Why did, or didn't, this person get it? One row per candidate of a run."
  database_name = aws_glue_catalog_database.this.name
  table_type    = "EXTERNAL_TABLE"
  parameters = merge(local.projection, {
    "EXTERNAL"                  = "TRUE"
    "classification"            = "json"
    "storage.location.template" = "s3://${var.storage.bucket.name}/decisions/program=$${program}/day=$${day}/attempt=$${attempt}/"
  })

  dynamic "partition_keys" {
    for_each = ["program", "day", "attempt"]

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "s3://${var.storage.bucket.name}/decisions/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["runid", "string"], ["programhash", "string"], ["decidedat", "string"], ["candidate", local.candidate_type],
        ["verdicts", "array<${local.verdict_type}>"], ["outcome", "string"], ["rejectedby", "string"], ["reason", "string"],
        ["score", local.score_type],
      ]

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

resource "aws_glue_catalog_table" "candidates_export" {
  name          = "candidates_export"
  description   = "The scored candidates of a day's committed run, as Parquet."
  database_name = aws_glue_catalog_database.this.name
  table_type    = "EXTERNAL_TABLE"
  parameters = merge(local.without_attempt, {
    "EXTERNAL"                  = "TRUE"
    "classification"            = "parquet"
    "storage.location.template" = "s3://${var.storage.bucket.name}/exports/candidates/program=$${program}/day=$${day}/"
  })

  dynamic "partition_keys" {
    for_each = ["program", "day"]

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "s3://${var.storage.bucket.name}/exports/candidates/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["run_id", "string"], ["customer_id", "string"], ["subject", "string"], ["occasion", "string"],
        ["marketplace", "string"], ["event_time", "string"], ["score", "double"], ["band", "string"],
        ["model_version", "string"], ["scored_by", "string"], ["fallback", "boolean"], ["program_hash", "string"],
      ]

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}
