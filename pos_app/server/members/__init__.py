"""The members' side: their codes and what lies in their wallets."""
