# Terraform deploys a program file only as the build has validated it.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix          = "herald"
  scope                = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  directories          = { programs = "../programs", models = "../models", statemachines = "../statemachines" }
  artifacts_bucket     = "artifacts"
  campaign_machine_arn = "arn:aws:states:us-east-1:123456789012:stateMachine:a-machine"
  graphql              = { url = "https://api.example/graphql", arn = "arn:aws:appsync:us-east-1:123456789012:apis/an-api" }
  warehouse            = { databases = ["ecommerce"], buckets = ["warehouse"] }

  artifacts = {
    for name in split(" ", "prepare-run start-query poll-query list-parts split-part write-manifest filter-chunk score-chunk judge-run await-release store-chunk commit-run summarise-run record-failure start-export verify-export query-candidates operate-runs") :
    name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" }
  }

  storage = {
    tables = {
      for name in ["runs", "candidates", "decisions", "customers", "products", "features", "scores", "policy", "models"] :
      name => { name = "herald-${name}", arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}" }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }
}

run "programs" {
  command = apply

  module {
    source = "./tests/program-hashes"
  }
}

run "validated_program_is_deployed" {
  command = plan

  variables {
    validated_programs = run.programs.hashes
  }

  module {
    source = "./modules/candidates"
  }

  assert {
    condition     = jsondecode(aws_s3_object.program["product-reviews"].content).hash == run.programs.hashes["product-reviews"]
    error_message = "A deployed program does not carry the hash of its file."
  }

  assert {
    condition     = module.schedules.rules["product-reviews-batch-ingestion"].expression == jsondecode(aws_s3_object.program["product-reviews"].content).program.batchSchedule
    error_message = "A program does not run when its file says."
  }

  assert {
    condition     = alltrue([for rule in values(module.schedules.rules) : rule.dead_letters == aws_sqs_queue.missed_schedules.arn])
    error_message = "A scheduled start that fails leaves no trace."
  }

  assert {
    condition     = jsondecode(replace(module.schedules.rules["product-reviews-batch-ingestion"].input, "<time>", "\"a time\"")) == { programId = "product-reviews", day = "yesterday", at = "a time" }
    error_message = "A night's run is not told its program, or that it is about the day before."
  }

  assert {
    condition     = alltrue(flatten([for statement in jsondecode(output.scheduler_policy).Statement : [for arn in statement.Resource : length(split(":", arn)) == 7]]))
    error_message = "Schedules may start an alias, but Step Functions asks for permission on the machine's own ARN."
  }

  assert {
    condition     = alltrue([for table in [aws_glue_catalog_table.decisions, aws_glue_catalog_table.candidates_export] : endswith(table.parameters["storage.location.template"], "/")])
    error_message = "A projected partition's location has no trailing slash: attempt=001 would also read attempt=0011."
  }

  assert {
    condition     = aws_sqs_queue.missed_schedules.kms_master_key_id == var.storage.kms_key_arn
    error_message = "The queue of missed schedules is not encrypted."
  }

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration && aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query > 0
    error_message = "A query could scan without limit."
  }
}

run "unvalidated_program_is_refused" {
  command = plan

  variables {
    validated_programs = {}
  }

  module {
    source = "./modules/candidates"
  }

  expect_failures = [aws_s3_object.program]
}

run "changed_program_is_refused" {
  command = plan

  variables {
    validated_programs = { product-reviews = "0000000000000000000000000000000000000000000000000000000000000000" }
  }

  module {
    source = "./modules/candidates"
  }

  expect_failures = [aws_s3_object.program]
}

run "a_new_file_is_a_new_program" {
  command = plan

  variables {
    directories        = { programs = "./tests/fixtures/programs", models = "../models", statemachines = "../statemachines" }
    validated_programs = { win-back = filesha256("./tests/fixtures/programs/win-back.yaml") }
  }

  module {
    source = "./modules/candidates"
  }

  assert {
    condition     = aws_s3_object.program["win-back"].key == "programs/current/win-back.json"
    error_message = "A new program file is not deployed."
  }

  assert {
    condition     = module.schedules.rules["win-back-batch-ingestion"].expression == "cron(0 5 ? * MON *)" && module.schedules.rules["win-back-batch-ingestion"].state == "DISABLED"
    error_message = "A new program that is switched off has no schedule, or runs."
  }

  assert {
    condition     = strcontains(output.functions["score-chunk"].policy, "endpoint/win-back-v1")
    error_message = "A new program may not call the endpoint it scores at."
  }
}
