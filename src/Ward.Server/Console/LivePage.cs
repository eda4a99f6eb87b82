using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Ward.Server.Access;
using Ward.Server.Application;

namespace Ward.Server.Console;

/// <summary>A page that shows what is there now, and keeps showing it.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly CancellationToken stop;
    private int busy;

    protected LivePage() => stop = gone.Token;

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    [Inject] private Pulse Pulse { get; set; } = default!;

    [Inject] private ILogger<LivePage> Log { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] protected IDialogService Dialogs { get; set; } = default!;

    [Inject] protected TimeProvider Time { get; set; } = default!;

    protected Caller Who { get; private set; } = Caller.Nobody;

    protected bool Loaded { get; private set; }

    /// <summary>Why there is nothing to show, or null.</summary>
    protected string? Problem { get; set; }

    /// <summary>Ends when the page is left.</summary>
    protected CancellationToken Stop => stop;

    protected abstract Task Load();

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null) Who = Caller.From((await Authentication).User);
    }

    protected override Task OnParametersSetAsync() => Refresh();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Pulse.Beat += OnBeat;
    }

    protected async Task Refresh()
    {
        if (Interlocked.Exchange(ref busy, 1) == 1) return;
        try
        {
            Problem = null;
            await Load();
            Loaded = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left while it loaded.
        }
        catch (Exception e) when (e is not NavigationException)
        {
            // The loop of a page: it says so, keeps what it showed, and tries again at the next beat.
            PageLog.Unread(Log, GetType().Name, e);
            Problem = "This cannot be read at the moment; the page tries again by itself.";
        }
        finally
        {
            Interlocked.Exchange(ref busy, 0);
        }
    }

    /// <summary>The value, or the default with the problem shown in its place.</summary>
    protected T? Take<T>(Answer<T> answer)
    {
        if (answer.Problem is { } problem) Problem = problem;
        return answer.Got;
    }

    /// <summary>Tells the person what came of an act, and shows the page anew. The value, or the default where it was refused.</summary>
    protected async Task<T?> Tell<T>(Answer<T> answer, Func<T, string> words)
    {
        if (answer.Problem is { } problem) Snackbar.Add(problem, Severity.Error);
        else Snackbar.Add(words(answer.Got!), Severity.Success);
        await Refresh();
        StateHasChanged();
        return answer.Got;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Pulse.Beat -= OnBeat;
        gone.Cancel();
        gone.Dispose();
    }

    private void OnBeat() => _ = InvokeAsync(async () =>
    {
        if (stop.IsCancellationRequested) return;
        await Refresh();
        StateHasChanged();
    });
}
