"""The house style of a host: design tokens in CSS become the few values our own styles use."""
