import * as vscode from 'vscode';

/** One row of a view, with the rows below it. */
export interface Row {
  /** The same for the same thing, so that it stays open and selected when the view is filled anew. */
  readonly id: string;
  readonly label: string;
  /** Behind the label, paler. */
  readonly description?: string;
  readonly tooltip?: string;
  /** A codicon's name, or nothing where `resource` gives one. */
  readonly icon?: string;
  readonly color?: string;
  /** The file it stands for, which gives its icon and colour. */
  readonly resource?: vscode.Uri;
  /** For the menus in the manifest: `viewItem`. */
  readonly context?: string;
  /** What a screen reader says; default: label and description. */
  readonly spoken?: string;
  readonly command?: { readonly id: string; readonly arguments?: readonly unknown[] };
  readonly children?: () => readonly Row[];
  readonly open?: boolean;
}

export interface RowsView extends vscode.Disposable {
  /** Fills it anew, at once if it is on the screen, else when it comes there. */
  refresh(): void;
  /** The rows as they are now, for tests. */
  rows(): Promise<readonly Row[]>;
  /** Above the rows; undefined where there is nothing to say. */
  message(text: string | undefined): void;
  badge(badge: vscode.ViewBadge | undefined): void;
  readonly visible: boolean;
}

/** Changes within so many ms become one repaint. */
const DEBOUNCE = 100;

/** A native tree of which nothing is made before it is on the screen. */
export function rowsView(
  id: string,
  make: () => readonly Row[] | Promise<readonly Row[]>,
  onDidShow: (view: RowsView) => void = () => undefined,
): RowsView {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (row) => [...(row ? (row.children?.() ?? []) : await make())],
    getTreeItem: toItem,
  };
  const tree = vscode.window.createTreeView(id, { treeDataProvider: provider, showCollapseAll: true });
  let timer: NodeJS.Timeout | undefined;
  let stale = false;
  const view: RowsView = {
    refresh() {
      if (!tree.visible) stale = true;
      else
        timer ??= setTimeout(() => {
          timer = undefined;
          changed.fire();
        }, DEBOUNCE);
    },
    rows: async () => make(),
    message(text) {
      if ((tree.message ?? '') !== (text ?? '')) tree.message = text ?? '';
    },
    badge: (badge) => void (tree.badge = badge),
    get visible() {
      return tree.visible;
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(changed, tree, visibility).dispose();
    },
  };
  const visibility = tree.onDidChangeVisibility(({ visible }) => {
    if (!visible) return;
    onDidShow(view);
    if (stale) changed.fire();
    stale = false;
  });
  return view;
}

function toItem(row: Row): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.children ? (row.open ? Expanded : Collapsed) : None);
  item.id = row.id;
  if (row.description !== undefined) item.description = row.description;
  item.tooltip = row.tooltip ?? [row.label, row.description].filter(Boolean).join('\n');
  if (row.icon !== undefined)
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color === undefined ? undefined : new vscode.ThemeColor(row.color));
  if (row.resource) {
    item.resourceUri = row.resource;
    item.iconPath = vscode.ThemeIcon.File;
  }
  if (row.context !== undefined) item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken ?? [row.label, row.description].filter(Boolean).join(', ') };
  if (row.command) item.command = { command: row.command.id, title: row.label, arguments: [...(row.command.arguments ?? [])] };
  return item;
}
