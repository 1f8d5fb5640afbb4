"""A local Graph API that knows Instagram Insights. Importing this package imports nothing else."""
