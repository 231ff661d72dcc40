# One function: what it gets without asking, and what its module refuses.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name        = "herald-candidates-judge-run"
  service     = "judge-run"
  description = "Judges the run"
  artifact    = { bucket = "artifacts", key = "judge-run.zip", hash = "aGFzaA==" }
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "defaults" {
  command = plan

  module {
    source = "./modules/lambda-function"
  }

  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.architectures == tolist(["arm64"]) && aws_lambda_function.this.publish
    error_message = "Functions run on nodejs22.x, arm64, by version."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && length(aws_lambda_function_event_invoke_config.this) == 0
    error_message = "A function has the alias live, and a failure destination only where AWS invokes asynchronously."
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["POWERTOOLS_SERVICE_NAME"] == "judge-run"
    error_message = "Logs and metrics are named after the function's short name."
  }
}

run "asynchronous" {
  command = plan

  variables {
    on_failure = { queue_arn = "arn:aws:sqs:us-east-1:123456789012:failed" }
  }

  module {
    source = "./modules/lambda-function"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.this[0].destination_config[0].on_failure[0].destination == "arn:aws:sqs:us-east-1:123456789012:failed"
    error_message = "Failed asynchronous events go nowhere."
  }

  assert {
    condition     = strcontains(output.policy, "sqs:SendMessage")
    error_message = "The function may not write to its failure queue."
  }
}

run "wildcard_is_refused" {
  command = plan

  variables {
    statements = [{ actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/runs"] }]
  }

  module {
    source = "./modules/lambda-function"
  }

  expect_failures = [var.statements]
}
