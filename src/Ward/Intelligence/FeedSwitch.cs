namespace Ward.Intelligence;

/// <summary>What a person said about a threat feed in place of ward.yaml.</summary>
/// <param name="On">Whether its values are watched for.</param>
/// <param name="By">Who said so.</param>
public sealed record FeedSwitch(bool On, string By, DateTimeOffset At);
