"""python -m herald_athena: configuration by environment, see README.md."""

import logging

from .settings import read_settings, set_aws_defaults


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for noisy in ("werkzeug", "botocore", "boto3", "s3transfer", "sqlglot"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    set_aws_defaults()
    settings = read_settings()
    from .server import run  # boto3 and moto read the environment when they are imported

    run(settings)


if __name__ == "__main__":
    main()
