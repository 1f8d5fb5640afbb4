"""What replies look like without their values: probes that are sent, and the fingerprints that are kept."""
