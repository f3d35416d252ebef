"""One module for each way to reach a host; `slc_site.publish.targets` has the table of them."""
