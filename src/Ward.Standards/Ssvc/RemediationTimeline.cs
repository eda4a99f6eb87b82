namespace Ward.Standards.Ssvc;

/// <summary>By when a federal agency of the United States mends (CISA BOD 26-04, 1.0.0).</summary>
public enum RemediationTimeline { OnSystemUpgrade, SixtyDays, FourteenDays, ThreeDays, ThreeDaysAndForensics }
