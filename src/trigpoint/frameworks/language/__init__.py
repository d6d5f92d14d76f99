"""What a framework's file and a map's file may say, without Django and without a database."""
