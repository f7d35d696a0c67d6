"""A project of one gemeente or region on the packages of this one: made by `init`, renewed by `update`."""
