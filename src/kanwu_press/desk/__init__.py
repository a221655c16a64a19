"""The desk report (编辑台报告): the whole issue at a glance, as a static page beside the delivered files."""
