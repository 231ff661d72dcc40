"""A local Athena and Glue: moto's control planes, with the queries really run by DuckDB over the objects in S3."""
