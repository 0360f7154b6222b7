"""Living with it: microphone and loudspeaker, echo cancellation, interruptions, one conversation at a satellite."""
