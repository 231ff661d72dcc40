terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = var.region

  # The local cloud has no STS credentials to check and no instance metadata, and bucket names are no host names there.
  # Addresses come from AWS_ENDPOINT_URL…. The account id stays asked for: Glue and Athena need it.
  skip_credentials_validation = var.local != null
  skip_metadata_api_check     = var.local != null
  skip_requesting_account_id  = false
  s3_use_path_style           = var.local != null

  default_tags {
    tags = {
      application = "herald"
      deployment  = var.name_prefix
      managed-by  = "terraform"
    }
  }
}
