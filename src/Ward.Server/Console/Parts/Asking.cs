using MudBlazor;
using Ward.Server.Access;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Questions to the person before something is done.</summary>
internal static class Asking
{
    /// <summary>The hash that was confirmed, or null.</summary>
    public static async Task<string?> Approval(this IDialogService dialogs, PlanView plan)
    {
        var dialog = await dialogs.ShowAsync<ApproveDialog>(null, new DialogParameters<ApproveDialog> { { d => d.Plan, plan } });
        return await dialog.Result is { Canceled: false, Data: string hash } ? hash : null;
    }

    /// <summary>True where something was decided about the risk.</summary>
    public static async Task<bool> Decision(this IDialogService dialogs, RegisteredRiskView risk, Caller who)
    {
        var dialog = await dialogs.ShowAsync<RiskDialog>(null, new DialogParameters<RiskDialog> { { d => d.Risk, risk }, { d => d.Who, who } });
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>True where something was decided about the recommendation.</summary>
    /// <param name="first">accepted or declined: what is offered first.</param>
    public static async Task<bool> Decision(this IDialogService dialogs, RecommendationView change, string first, Caller who)
    {
        var dialog = await dialogs.ShowAsync<RecommendationDialog>(null, new DialogParameters<RecommendationDialog> { { d => d.Change, change }, { d => d.First, first }, { d => d.Who, who } });
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>The reason given, or null.</summary>
    public static async Task<string?> Reason(this IDialogService dialogs, string title, string text, string confirm, string? hash = null, bool danger = false)
    {
        var parameters = new DialogParameters<ReasonDialog>
        {
            { d => d.Title, title }, { d => d.Text, text }, { d => d.Confirm, confirm }, { d => d.Hash, hash }, { d => d.Danger, danger },
        };
        var dialog = await dialogs.ShowAsync<ReasonDialog>(null, parameters);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
