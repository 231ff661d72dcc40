# What the providers keep for us: configuration sets with their event destinations, and the identities we send as.
locals {
  marketplaces   = yamldecode(file("${var.directories.programs}/marketplaces.yaml"))
  sender_domains = toset([for marketplace in local.marketplaces : split("@", marketplace.sender.email)[1]])
}

resource "aws_sesv2_configuration_set" "this" {
  configuration_set_name = "${var.name_prefix}-messages"

  delivery_options {
    tls_policy = "REQUIRE"
  }

  reputation_options {
    reputation_metrics_enabled = true
  }

  sending_options {
    sending_enabled = true
  }

  # SES refuses addresses that bounced for any sender of ours, before our own suppression knows them.
  suppression_options {
    suppressed_reasons = ["BOUNCE", "COMPLAINT"]
  }
}

# Opens and clicks are ours (delivery/domain/links): only marketplaces that allow it are tracked.
resource "aws_sesv2_configuration_set_event_destination" "events" {
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  event_destination_name = "events"

  event_destination {
    enabled              = true
    matching_event_types = ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY", "RENDERING_FAILURE"]

    event_bridge_destination {
      event_bus_arn = "arn:${var.scope.partition}:events:${var.scope.region}:${var.scope.account_id}:event-bus/default"
    }
  }
}

# DNS records to verify them: docs/operations.md.
resource "aws_sesv2_email_identity" "sender" {
  for_each = local.sender_domains

  email_identity         = each.key
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
}

# Its event destination (topic sms-events) is beyond the provider: scripts/aws/sms-event-destination.ts.
resource "aws_pinpointsmsvoicev2_configuration_set" "this" {
  name = "${var.name_prefix}-messages" # no defaults: provider 5.100.0 forgets them at creation
}
