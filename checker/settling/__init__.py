"""What people decided about findings, applied to results: waivers, the baseline, the date it is judged as of."""
