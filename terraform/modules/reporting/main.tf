module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "reporting"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
  }) }
}

locals {
  # Reports here; what trains models: training.tf.
  functions = merge(local.report_functions, local.training_functions)

  report_functions = {
    count-day          = { memory = 1024, timeout = 900, description = "Counts a program's day" }
    export-decisions   = { memory = 1024, timeout = 900, description = "Copies a day's reactive decisions and outcomes to S3 for Athena" }
    write-daily-report = { memory = 512, timeout = 120, description = "Publishes a day's figures and writes its report" }
    count-issues       = { memory = 1024, timeout = 900, description = "Counts a day's issues by type, version and device" }
    find-patterns      = { memory = 512, timeout = 120, description = "Finds issues that rose and tells the product team once" }
    churn-figures      = { memory = 1769, timeout = 900, description = "Collects what became of a month's issue cases" }
    write-churn-report = { memory = 1769, timeout = 300, description = "Writes the churn report as JSON and HTML" }
    count-expired      = { memory = 256, timeout = 300, description = "Looks for items that outlived their expiry" }
    record-job-failure = { memory = 256, timeout = 30, description = "Keeps what failed of a job and what to do" }
  }
}
