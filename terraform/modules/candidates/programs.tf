locals {
  program_files = { for file in fileset(var.directories.programs, "*.yaml") : trimsuffix(file, ".yaml") => "${var.directories.programs}/${file}" if file != "marketplaces.yaml" }
  files         = { for id, path in local.program_files : id => yamldecode(file(path)) }
  programs      = { for id, program in local.files : id => program if try(program.kind, "batch") == "batch" }
  model_files   = fileset(var.directories.models, "*/{model,features}.json")
}

resource "aws_s3_object" "program" {
  for_each = local.files

  bucket       = var.storage.bucket.name
  key          = "programs/current/${each.key}.json"
  content_type = "application/json"
  content      = jsonencode({ hash = filesha256(local.program_files[each.key]), program = each.value })

  lifecycle {
    precondition {
      condition     = lookup(var.validated_programs, each.key, "") == filesha256(local.program_files[each.key])
      error_message = "programs/${each.key}.yaml has not been validated as it stands now. Run `make build`, which validates every program, and apply again."
    }

    precondition {
      condition     = each.value.programId == each.key
      error_message = "programs/${each.key}.yaml says programId ${each.value.programId}: a program's id is its file's name."
    }
  }
}

resource "aws_s3_object" "marketplaces" {
  bucket       = var.storage.bucket.name
  key          = "programs/marketplaces.json"
  content_type = "application/json"
  content      = jsonencode(yamldecode(file("${var.directories.programs}/marketplaces.yaml")))
}

resource "aws_s3_object" "model" {
  for_each = local.model_files

  bucket       = var.storage.bucket.name
  key          = "models/${each.value}"
  content_type = "application/json"
  source       = "${var.directories.models}/${each.value}"
  source_hash  = filemd5("${var.directories.models}/${each.value}")
}
