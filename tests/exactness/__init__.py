"""The recorder held against PyTorch's own samples of its operators and modules."""
