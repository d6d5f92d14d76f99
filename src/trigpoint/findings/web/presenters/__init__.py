"""What pages of findings say, from what queries found."""
