using MudBlazor;
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
