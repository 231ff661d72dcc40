locals {
  fields = {
    Query = {
      candidatesForChannel  = "query_candidates"
      candidatesForCustomer = "query_candidates"
      candidate             = "query_candidates"
      why                   = "query_candidates"
      programs              = "query_candidates"
      program               = "query_candidates"
      run                   = "query_candidates"
      runs                  = "query_candidates"
      notification          = "query_delivery"
      contactHistory        = "query_delivery"
      campaigns             = "query_delivery"
      campaignReport        = "query_delivery"
      uplift                = "query_delivery"
      preview               = "query_delivery"
      eventDetails          = "query_events"
      myReminders           = "operate_reminders"
      issueCase             = "query_issues"
      issueCases            = "query_issues"
      modelVersions         = "operate_models"
    }
    Mutation = {
      startRun          = "operate_runs"
      releaseRun        = "operate_runs"
      setCandidateState = "operate_runs"
      startCampaign     = "operate_delivery"
      pauseCampaign     = "operate_delivery"
      resumeCampaign    = "operate_delivery"
      stopCampaign      = "operate_delivery"
      pauseProgram      = "operate_delivery"
      resumeProgram     = "operate_delivery"
      replayFailed      = "operate_delivery"
      sendTest          = "operate_delivery"
      setConsent        = "operate_delivery"
      setSuppression    = "operate_delivery"
      recordOutcome     = "operate_delivery"
      revokeLinks       = "operate_delivery"
      remindMe          = "operate_reminders"
      forgetMe          = "operate_reminders"
      promoteModel      = "operate_models"
      rollBackModel     = "operate_models"
    }
  }

  resolvers = merge([for type, fields in local.fields : {
    for field, source in fields : "${type}.${field}" => { type = type, field = field, source = source }
  }]...)

  additional_authentication = var.default_authentication == "AWS_IAM" ? "API_KEY" : "AWS_IAM"
}

resource "aws_appsync_graphql_api" "this" {
  name                 = "${var.name_prefix}-api"
  authentication_type  = var.default_authentication
  schema               = file(var.schema_path)
  query_depth_limit    = var.limits.query_depth
  resolver_count_limit = var.limits.resolvers
  xray_enabled         = var.tracing

  additional_authentication_provider {
    authentication_type = local.additional_authentication
  }

  # Customers: any OpenID Connect issuer, such as a Cognito user pool. Absent: nobody can ask to be reminded.
  dynamic "additional_authentication_provider" {
    for_each = var.customers == null ? [] : [var.customers]

    content {
      authentication_type = "OPENID_CONNECT"

      openid_connect_config {
        issuer    = additional_authentication_provider.value.issuer
        client_id = additional_authentication_provider.value.client_id
      }
    }
  }

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.logs.arn
    field_log_level          = "ERROR"
    exclude_verbose_content  = true # headers and variables name customers and keys
  }
}

# AppSync would make this group itself, unencrypted and kept for ever.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/appsync/apis/${aws_appsync_graphql_api.this.id}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_appsync_api_key" "this" {
  api_id      = aws_appsync_graphql_api.this.id
  description = "Local demo and public reads; opens no operator's field."
  expires     = timeadd(plantimestamp(), "8736h") # 364 days: AppSync's own 7 would close public reads within a week; it allows 365

  # Counted from the key's creation, or every plan would change it. Renewal: docs/operations.md.
  lifecycle {
    ignore_changes = [expires]
  }
}

resource "aws_appsync_datasource" "function" {
  for_each = toset(keys(var.functions))

  api_id           = aws_appsync_graphql_api.this.id
  name             = each.key
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.invoke.arn

  lambda_config {
    function_arn = var.functions[each.key]
  }
}

resource "aws_appsync_resolver" "function" {
  for_each = local.resolvers

  api_id      = aws_appsync_graphql_api.this.id
  type        = each.value.type
  field       = each.value.field
  data_source = aws_appsync_datasource.function[each.value.source].name
}

resource "aws_appsync_datasource" "none" {
  api_id = aws_appsync_graphql_api.this.id
  name   = "none"
  type   = "NONE"
}

resource "aws_appsync_resolver" "publish_run_progress" {
  api_id      = aws_appsync_graphql_api.this.id
  type        = "Mutation"
  field       = "publishRunProgress"
  data_source = aws_appsync_datasource.none.name
  code        = file("${path.module}/publish-run-progress.js")

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}
