# What the whole platform promises, against a mocked provider: no credentials, no network, seconds.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix      = "herald"
  artifacts_bucket = "artifacts"
  warehouse        = { databases = ["ecommerce"], buckets = ["warehouse"] }
  alarm_email      = "operations@example.com"
  site_files       = { "index.html" = { contentType = "text/html", cacheControl = "no-cache", hash = "00" } }

  artifacts = {
    for name in split(" ", join(" ", [
      "prepare-run start-query poll-query list-parts split-part write-manifest filter-chunk score-chunk judge-run await-release store-chunk commit-run summarise-run record-failure start-export verify-export query-candidates operate-runs",
      "route-notifications release-due send-message relay-sms-status sms-status-consumer retry-receipts sms-webhook receive-sms ses-events query-delivery operate-delivery plan-campaign schedule-recipients close-round finish-campaign record-campaign-failure mark-candidates",
      "pages find-sales load-event ensure-short-url generate-reminders finish-window record-window-failure request-short-urls shorten-url query-events operate-reminders",
      "handle-error-event follow-up-issues find-unresolved escalate-issue record-escalation-failure query-issues publish-reviews open-ticket watch-callbacks support-webhook",
      "count-day write-daily-report export-decisions count-issues find-patterns churn-figures write-churn-report count-expired record-job-failure",
      "build-training-set start-training poll-training judge-model deploy-model judge-canary operate-models",
    ])) :
    name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" }
  }
}

# Helper: what the build would say of the program files as they stand.
run "programs" {
  command = apply

  module {
    source = "./tests/program-hashes"
  }
}

run "platform" {
  command = plan

  # Other topics share the mock's ARN.
  override_resource {
    target          = module.reporting.aws_sns_topic.product_alerts
    override_during = plan
    values          = { arn = "arn:aws:sns:us-east-1:123456789012:herald-product-alerts" }
  }

  variables {
    validated_programs = run.programs.hashes
  }

  assert {
    condition = alltrue(flatten([
      for policy in concat(values(local.functions)[*].policy, values(local.machines)[*].policy, values(module.graphql_api.policies), values(module.storage.policies), [module.candidates.scheduler_policy, module.sales.scheduler_policy, module.issues.scheduler_policy, module.reporting.scheduler_policy, module.reporting.training_policy, module.web.policy]) :
      [for statement in jsondecode(policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*") || statement.Effect == "Deny"]]
    ]))
    error_message = "A policy allows an action with a wildcard. Name every action."
  }

  assert {
    condition = alltrue(flatten([
      for policy in concat(values(local.functions)[*].policy, values(local.machines)[*].policy, values(module.graphql_api.policies), [module.candidates.scheduler_policy, module.sales.scheduler_policy, module.issues.scheduler_policy, module.reporting.scheduler_policy, module.reporting.training_policy, module.web.policy]) :
      [
        for statement in jsondecode(policy).Statement : !contains(flatten([statement.Resource]), "*") ||
        # Reasons: X-Ray, log delivery and the registry's token know no resources (modules/lambda-function/iam.tf, modules/state-machine/iam.tf).
        alltrue([for action in flatten([statement.Action]) : startswith(action, "xray:") || action == "ecr:GetAuthorizationToken" || can(regex("^logs:[A-Za-z]*(LogDelivery|LogDeliveries|ResourcePolicy|ResourcePolicies|LogGroups)$", action))])
      ]
    ]))
    error_message = "A policy allows Resource \"*\" beyond X-Ray and log delivery. Name the ARN."
  }

  assert {
    condition     = alltrue([for policy in values(local.machines)[*].policy : alltrue([for statement in jsondecode(policy).Statement : length(flatten([statement.Resource])) > 0])])
    error_message = "A state machine has a statement without resources: its definition calls no function?"
  }

  assert {
    condition     = alltrue([for short, function in local.functions : can(regex("^herald-(candidates|delivery|responses|sales|issues|callbacks|reporting)-${short}$", function.name))])
    error_message = "A function's name is not <name_prefix>-<capability>-<verb>."
  }

  assert {
    condition = alltrue([
      for group in concat(values(local.functions)[*].log_group, values(local.machines)[*].log_group, [module.graphql_api.log_group]) :
      group.retention_days > 0 && group.kms_key_arn != null
    ])
    error_message = "A log group is kept for ever or is not encrypted."
  }

  assert {
    condition = alltrue([for name in concat(
      ["herald-reject-share", "herald-fallback-scoring", "herald-run-held", "herald-serving-p99", "herald-serving-availability", "herald-missed-schedules-not-empty", "herald-send-dead-letters-not-empty", "herald-stream-failures-not-empty", "herald-failed-events-not-empty"],
      ["herald-product-reviews-late", "herald-release-due-silent", "herald-due-left", "herald-poison-records", "herald-webhooks-forged", "herald-notification-scheduler-late"],
      ["herald-bounce-rate", "herald-complaint-rate", "herald-pages-failing", "herald-short-urls-old", "herald-bitly-quota", "herald-discovery-away", "herald-receipts-refused-by-stream"],
      ["herald-ticket-sale-reminders-left-over", "herald-ticket-sale-reminders-sales-failed"],
      [for alarm in ["fallback-scoring", "slow", "unknown-error-types", "events-malformed"] : "herald-predictive-issue-resolution-${alarm}"],
      flatten([for provider in ["ses", "end-user-messaging", "sms-service"] : [
        [for alarm in ["spend-limit", "unknown", "failing"] : "herald-${provider}-${alarm}"],
        [for priority in ["urgent", "normal", "bulk"] : "herald-send-${provider}-${priority}-old"],
      ]]),
      [for short in ["route-notifications", "mark-candidates", "sms-status-consumer", "request-short-urls"] : "herald-${short}-behind"],
      [for short in keys(output.queues) : "herald-${short}-not-empty" if can(regex("(dead-letters|failures|failed-events|missed-schedules)$", short))],
      [for short in keys(local.machines) : "herald-${short}-failed"],
      [for short in keys(local.functions) : "herald-${short}-error-rate"],
    ) : contains(module.observability.alarm_names, name)])
    error_message = "An alarm is missing: ${join(", ", module.observability.alarm_names)}."
  }

  assert {
    condition     = toset(module.observability.told_product_team) == toset(["herald-predictive-issue-resolution-unknown-error-types"])
    error_message = "Who keeps the catalogue is not told of error types that it lacks."
  }

  # Every name in an expression is a metric beside it.
  assert {
    condition = length([for widget in module.observability.dashboards["issues"].widgets : widget if strcontains(widget.properties.title, "Deduplication")]) == 1 && alltrue(flatten([
      for widget in module.observability.dashboards["issues"].widgets : [
        for metric in widget.properties.metrics : [
          for name in regexall("[a-z]+\\d+x?\\d*", metric[0].expression) : contains([for other in widget.properties.metrics : try(other[length(other) - 1].id, "")], name)
        ] if can(metric[0].expression)
      ]
    ]))
    error_message = "The dashboard lacks the deduplication rate, or its expression names what is not there."
  }

  # Lambda retries what rules and topics invoke asynchronously, then forgets it unless it is told where to keep it.
  assert {
    condition     = alltrue([for name in ["release-due", "relay-sms-status", "receive-sms", "ses-events", "load-event"] : local.functions[name].has_failure_destination])
    error_message = "A function that AWS invokes asynchronously has no on_failure: failed events would be lost."
  }

  assert {
    condition     = length([for field in module.graphql_api.resolved_fields : field if !can(regex("\\b${split(".", field)[1]}\\b", file("../graphql/schema.graphql")))]) == 0
    error_message = "A resolver stands on a field that the schema does not have."
  }

  assert {
    condition = length(local.functions) > 0 && strcontains(file("./versions.tf"), "default_tags") && alltrue([
      for file in fileset("./modules", "**/*.tf") : !can(regex("(?m)^\\s+tags\\s*=", file("./modules/${file}")))
    ])
    error_message = "Tags come from the provider's default_tags alone, so that none is forgotten."
  }

  assert {
    condition     = toset(keys(output.state_machines)) == toset(["batch-ingestion", "warehouse-export", "campaign-delivery", "notification-scheduler", "escalate-unresolved", "metrics-aggregation", "issue-patterns", "churn-report", "verify-expiry", "model-retraining"]) && length(output.functions) == 72 && length(output.tables) == 21
    error_message = "The outputs lack a state machine, function or table of docs/architecture.md."
  }

  assert {
    condition     = strcontains(file("../docs/operations.md"), "Herald reserves ${output.reserved_concurrency} and AWS keeps 100 unreserved")
    error_message = "docs/operations.md says another figure: the functions reserve ${output.reserved_concurrency} together."
  }
}

run "local_cloud" {
  command = plan

  variables {
    validated_programs = run.programs.hashes
    local              = { web_url = "http://127.0.0.1:4574", endpoints = { AWS_ENDPOINT_URL = "http://127.0.0.1:4566" } }
  }

  assert {
    condition     = alltrue([for machine in values(local.machines) : !strcontains(machine.definition, "\"EXPRESS\"") && !strcontains(machine.policy, "xray:")])
    error_message = "The local cloud gets what LocalStack does not take."
  }
}

run "graphql_api" {
  command = plan

  variables {
    scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
    schema_path = "../graphql/schema.graphql"
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    functions = {
      for name in ["query_candidates", "operate_runs", "query_delivery", "operate_delivery", "query_events", "operate_reminders", "query_issues", "operate_models"] :
      name => "arn:aws:lambda:us-east-1:123456789012:function:${name}:live"
    }
  }

  module {
    source = "./modules/graphql-api"
  }

  assert {
    condition     = timecmp(aws_appsync_api_key.this.expires, timeadd(plantimestamp(), "4320h")) > 0 && timecmp(aws_appsync_api_key.this.expires, timeadd(plantimestamp(), "8760h")) < 0
    error_message = "The API key lives AppSync's own 7 days, or longer than the 365 it allows."
  }
}
