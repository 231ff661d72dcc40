output "policy" {
  description = "The role's policy as JSON, for tests."
  value       = local.policy
}

output "rules" {
  description = "Rules by key: name, expression, state, template of the input and queue of missed starts, for tests."
  value = {
    for key, rule in aws_cloudwatch_event_rule.this : key => {
      name         = rule.name
      expression   = rule.schedule_expression
      state        = rule.state
      input        = aws_cloudwatch_event_target.this[key].input_transformer[0].input_template
      dead_letters = aws_cloudwatch_event_target.this[key].dead_letter_config[0].arn
    }
  }
}
