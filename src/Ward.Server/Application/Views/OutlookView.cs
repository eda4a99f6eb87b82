namespace Ward.Server.Application.Views;

/// <summary>What simulated attackers come to.</summary>
/// <param name="HorizonHours">For so long each was followed.</param>
/// <param name="Next">At most three steps that would come next, most probable first.</param>
public sealed record OutlookView(int Trials, double HorizonHours, IReadOnlyList<ServiceOutlookView> Services, IReadOnlyList<NextStepView> Next);
