# Alarms of sending and reminding. Each reads a dimension set that is really emitted: `service` alone (metrics.addMetric),
# or `service` with `provider` or `program` (singleMetric); CloudWatch adds none up.
locals {
  providers = toset([for short, name in var.delivery.send_queues : regex("^send-(.+)-(?:urgent|normal|bulk)$", short)[0]])

  # Seconds that the oldest entry of a lane may wait: a released message is due now.
  oldest = { urgent = 120, normal = 900, bulk = 3600 }

  # Milliseconds that a reader may be behind its stream.
  behind = { route-notifications = 60000, mark-candidates = 900000, sms-status-consumer = 300000, request-short-urls = 300000 }

  delivery_alarms = merge(
    { for provider in local.providers : "${provider}-spend-limit" => {
      description = "${provider} sends nothing more: spend limit, daily quota, suspended account or missing permission. The program that met it is paused; mend the account, then resumeProgram."
      namespace   = "Herald", metric = "SpendLimitReached", dimensions = { service = "send-message", provider = provider }
    } },
    { for provider in local.providers : "${provider}-unknown" => {
      description = "Nobody knows whether messages through ${provider} were sent: it took requests and did not answer. They are not repeated; a receipt settles them."
      namespace   = "Herald", metric = "MessagesUnknown", dimensions = { service = "send-message", provider = provider }
      period      = 900, threshold = 10
    } },
    { for provider in local.providers : "${provider}-failing" => {
      description = "${provider} refuses messages for good: look at contactHistory for the codes, mend, then replayFailed."
      namespace   = "Herald", metric = "MessagesFailed", dimensions = { service = "send-message", provider = provider }
      period      = 900, threshold = var.targets.failed_messages
    } },
    { for short, name in var.delivery.send_queues : "${short}-old" => {
      description = "Messages wait in ${name}: the workers or the provider do not keep up."
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = name }
      statistic   = "Maximum", threshold = local.oldest[reverse(split("-", short))[0]]
    } },
    { for short, limit in local.behind : "${short}-behind" => {
      description = "${short} is more than ${limit / 1000} s behind its stream: one record holds up a shard, or it is throttled."
      namespace   = "AWS/Lambda", metric = "IteratorAge", dimensions = { FunctionName = var.functions[short] }
      statistic   = "Maximum", threshold = limit
    } },
    { for short in ["pages", "sms-webhook", "ses-events", "relay-sms-status"] : "${short}-throttled" => {
      description = "${short} has used up its concurrency: customers or providers are turned away, or receipts come late."
      namespace   = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = var.functions[short] }
      periods     = 3
    } },
    !var.delivery.schedules ? {} : {
      release-due-silent = {
        description = "The releaser has not run for ten minutes: nothing that is due is sent."
        namespace   = "AWS/Lambda", metric = "Invocations", dimensions = { FunctionName = var.functions["release-due"] }
        comparison  = "LessThanThreshold", threshold = 1, periods = 2, missing = "breaching"
      }
    },
    !var.delivery.schedules || length(var.sale_programs) == 0 ? {} : {
      notification-scheduler-late = {
        description = "No run of the notification scheduler ended well for an hour: fans are not reminded."
        namespace   = "AWS/States", metric = "ExecutionsSucceeded", dimensions = { StateMachineArn = var.machines["notification-scheduler"] }
        period      = 3600, comparison = "LessThanThreshold", threshold = 1, missing = "breaching"
      }
    },
    { for id in var.sale_programs : "${id}-left-over" => {
      description = "One execution could not hold all sales of a window of ${id}: another takes the rest; look whether it came in time."
      namespace   = "Herald", metric = "SalesLeftOver", dimensions = { service = "finish-window", program = id }
    } },
    { for id in var.sale_programs : "${id}-sales-failed" => {
      description = "A sale of ${id} could not be announced: the window's record says which and why."
      namespace   = "Herald", metric = "SalesFailed", dimensions = { service = "finish-window", program = id }
    } },
    {
      due-left = {
        description = "The releaser does not get through what is due within its minute."
        namespace   = "Herald", metric = "DuePlacesLeft", dimensions = { service = "release-due" }
        statistic   = "Minimum", periods = 3
      }
      poison-records = {
        description = "The router met ledger records that it can't read: such messages are not sent until the releaser finds them."
        namespace   = "Herald", metric = "PoisonRecords", dimensions = { service = "route-notifications" }
      }
      webhooks-forged = {
        description = "Webhooks without a valid signature: the SMS service's token was changed, PAGES_URL is not what it calls, or somebody tries."
        namespace   = "Herald", metric = "WebhooksForged", dimensions = { service = "sms-webhook" }
        threshold   = 20
      }
      bitly-quota = {
        description = "Bitly's monthly quota is used up: reminders take the long URL until it is raised or the month ends."
        namespace   = "Herald", metric = "BitlyQuotaGone", dimensions = { service = "shorten-url" }
      }
      discovery-away = {
        description = "Sales are announced from the last copy of their event: Discovery is away, or its daily quota is used up."
        namespace   = "Herald", metric = "EventStandIns", dimensions = { service = "load-event" }
        period      = 900, threshold = 5
      }
      short-urls-old = {
        description = "Events wait long for a short URL: Bitly is away or slow. Reminders take the long one."
        namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = var.delivery.short_url_queue }
        statistic   = "Maximum", threshold = 1800
      }
      receipts-refused-by-stream = {
        description = "The receipts' stream takes no more: give it another shard."
        namespace   = "AWS/Kinesis", metric = "WriteProvisionedThroughputExceeded", dimensions = { StreamName = var.delivery.receipt_stream }
        periods     = 3
      }
      # SES reviews an account at 5 % and 0.1 % and pauses it at 10 % and 0.5 % (SES guide, reputation).
      bounce-rate = {
        description = "More than 4 % of the e-mails bounce: SES reviews an account at 5 %. Find the program by campaignReport and pause it."
        namespace   = "AWS/SES", metric = "Reputation.BounceRate", dimensions = { "ses:configuration-set" = var.delivery.configuration_set }
        statistic   = "Maximum", period = 3600, threshold = 0.04
      }
      complaint-rate = {
        description = "More than 0.08 % of the readers complain: SES reviews an account at 0.1 %. Find the program by campaignReport and pause it."
        namespace   = "AWS/SES", metric = "Reputation.ComplaintRate", dimensions = { "ses:configuration-set" = var.delivery.configuration_set }
        statistic   = "Maximum", period = 3600, threshold = 0.0008
      }
      pages-failing = {
        description = "The pages behind the links fail: customers can't unsubscribe, receipts of the SMS service are lost."
        namespace   = "AWS/ApiGateway", metric = "5XXError", dimensions = { ApiName = var.delivery.pages_api }
        threshold   = 5
      }
    },
  )
}
