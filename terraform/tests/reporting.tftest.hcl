# Jobs: when they run, what a missed or failed one leaves, what the product team gets, what Athena reads.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  directories = { programs = "../programs", statemachines = "../statemachines" }
  athena      = { workgroup = "herald-candidates", database = "herald_candidates" }
  training    = { program = "../scripts/train.ts" }

  code = {
    bucket = "artifacts"
    artifacts = {
      for name in split(" ", join(" ", [
        "count-day export-decisions write-daily-report count-issues find-patterns churn-figures write-churn-report count-expired record-job-failure",
        "build-training-set start-training poll-training judge-model deploy-model judge-canary operate-models",
      ])) :
      name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" }
    }
  }

  platform = {
    endpoints           = {}
    architecture        = "arm64"
    tracing             = true
    kms_key_arn         = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    reserve_concurrency = true
  }

  storage = {
    tables = {
      for name in ["runs", "candidates", "decisions", "customers", "products", "features", "scores", "policy", "contacts", "limits", "campaigns", "sales", "events", "demand", "notifications", "issues", "callbacks", "support", "reviews", "responses", "models"] :
      name => { name = "herald-${name}", arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}" }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }
}

run "reporting" {
  command = plan

  module {
    source = "./modules/reporting"
  }

  assert {
    condition = (
      module.schedules.rules["metrics-aggregation"].expression == "cron(59 23 * * ? *)" &&
      module.schedules.rules["issue-patterns"].expression == "cron(0 3 * * ? *)" &&
      module.schedules.rules["churn-report"].expression == "cron(0 6 * * ? *)" &&
      module.schedules.rules["verify-expiry"].expression == "cron(0 1 ? * SUN *)" &&
      module.schedules.rules["model-retraining"].expression == "cron(0 3 ? * SUN *)"
    )
    error_message = "A job runs at another time than the use case says."
  }

  assert {
    condition     = alltrue([for rule in values(module.schedules.rules) : rule.dead_letters == aws_sqs_queue.missed_schedules.arn && strcontains(rule.input, "<time>")])
    error_message = "A start that is missed leaves no trace, or a late one means another day."
  }

  assert {
    condition     = alltrue([for rule in values(module.schedules.rules) : rule.state == "ENABLED"])
    error_message = "Jobs do not run by themselves."
  }

  assert {
    condition     = aws_sns_topic.product_alerts.kms_master_key_id == var.storage.kms_key_arn && aws_sqs_queue.missed_schedules.kms_master_key_id == var.storage.kms_key_arn
    error_message = "The topic or the queue is not encrypted with our key."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.product_team) == 0
    error_message = "Somebody is subscribed whom nobody named."
  }

  # Reports change nothing but reports and what Athena reads.
  assert {
    condition = alltrue(flatten([
      for short in keys(local.report_functions) : [
        for statement in jsondecode(output.functions[short].policy).Statement : [
          for action in flatten([statement.Action]) : !can(regex("^dynamodb:(Put|Update|Delete|BatchWrite|Transact)", action))
        ]
      ]
    ]))
    error_message = "A report may write to a table."
  }

  assert {
    condition     = [for column in aws_glue_catalog_table.outcomes.storage_descriptor[0].columns : column.name] == ["customer_id", "subject", "occasion", "outcome", "method", "at", "seconds", "score"]
    error_message = "export-decisions writes other columns than Athena reads (lambdas/reporting/domain/figures/outcome-row.ts)."
  }
}

run "by_hand" {
  command = plan

  module {
    source = "./modules/reporting"
  }

  variables {
    schedules          = false
    product_team_email = "product@example.com"
  }

  assert {
    condition     = alltrue([for rule in values(module.schedules.rules) : rule.state == "DISABLED"]) && length(aws_sns_topic_subscription.product_team) == 1
    error_message = "Jobs run by themselves although they should not, or the product team is not told."
  }
}

run "training_on_disks_that_take_no_key" {
  command = plan

  module {
    source = "./modules/reporting"
  }

  variables {
    training = { program = "../scripts/train.ts", instance = "ml.g4dn.xlarge" }
  }

  expect_failures = [var.training]
}
